/** The History page in English. */
export const enHistory = {
  'history.title': 'History',
  'history.intro':
    'What you did in Parley, in the last 30 days. Anything can be taken back, also after a restart.',
  'history.empty': 'Nothing done yet',
  'history.emptyHint':
    'Archive, delete, snooze, tag or mark conversations, and each step is listed here with its Undo. The key Z takes back the last one.',
  'history.failed': 'History could not be read',
  'history.more': '{count, plural, one {and # more} other {and # more}}',
  'history.waiting': 'Waiting for the server',
  'history.refused': 'Refused by the server',
  'history.undone': 'Undone · {time}',
  'history.anUndo': 'Took an action back',
  'history.undo': 'Undo',
  'history.undoOf': 'Undo: {what}',
  'history.retry': 'Try again',
  'history.keepHere': 'Keep on this computer only',
  'history.tooOld': 'Too old to undo',
  'history.nothingLately': 'Nothing to undo in the last hour. History keeps everything of 30 days.',
} as const
