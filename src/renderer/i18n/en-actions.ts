/** What can be done with conversations, and what is said about it. */
export const enActions = {
  'action.archive': 'Archive',
  'action.unarchive': 'Unarchive',
  'action.delete': 'Delete',
  'action.undelete': 'Restore',
  'action.markRead': 'Mark as read',
  'action.markUnread': 'Mark as unread',
  'action.snooze': 'Snooze',
  'action.unsnooze': 'Back to the list now',
  'action.mute': 'Mute',
  'action.unmute': 'Unmute',
  'action.tag': 'Tag',
  'action.open': 'Open',
  'action.select': 'Select',
  'action.unselect': 'Unselect',
  'action.more': 'More actions',

  'action.archived': '{count, plural, one {Conversation archived} other {# conversations archived}}',
  'action.unarchived':
    '{count, plural, one {Conversation moved back to the inbox} other {# conversations moved back to the inbox}}',
  'action.deleted':
    '{count, plural, one {Conversation moved to Trash} other {# conversations moved to Trash}}',
  'action.undeleted': '{count, plural, one {Conversation restored} other {# conversations restored}}',
  'action.markedRead':
    '{count, plural, one {Conversation marked as read} other {# conversations marked as read}}',
  'action.markedUnread':
    '{count, plural, one {Conversation marked as unread} other {# conversations marked as unread}}',
  'action.snoozed':
    '{count, plural, one {Conversation snoozed} other {# conversations snoozed}} until {time}',
  'action.unsnoozed':
    '{count, plural, one {Conversation is back in the list} other {# conversations are back in the list}}',
  'action.muted': '{count, plural, one {Conversation muted} other {# conversations muted}}',
  'action.unmuted': '{count, plural, one {Conversation unmuted} other {# conversations unmuted}}',
  'action.tagged':
    '{count, plural, =0 {Tag “{tag}” brought back} one {Conversation tagged “{tag}”} other {# conversations tagged “{tag}”}}',
  'action.untagged':
    '{count, plural, =0 {Tag “{tag}” removed} one {Tag “{tag}” removed} other {Tag “{tag}” removed from # conversations}}',
  'action.nothing': 'Nothing to change: it is so already',
  'action.undo': 'Undo',
  'action.undone': '{count, plural, one {Undone} other {Undone for # conversations}}',
  'action.undoneNothing': 'Nothing was undone: it has changed since',
  'action.stopped': 'Stopped. What was done until then stays, and can be undone.',
  'action.stoppedBefore': 'Stopped. Nothing was changed.',
  'action.undoStopped': 'Stopped. What was undone until then stays so.',
  'action.failed': 'That did not work. {what} {next}',
  'action.failedMidway':
    'That did not work for all of them. {what} {next} What was done until then stays, and can be undone.',

  'deleting.title': '{count, plural, one {Delete this conversation?} other {Delete # conversations?}}',
  'deleting.body':
    '{emails, plural, one {# email moves} other {# emails move}} to Trash. You can undo this for 30 days.',
  'deleting.draft': 'The draft “{subject}” goes with it.',
  'deleting.drafts': '{count, plural, one {# draft goes} other {# drafts go}} with them:',
  'deleting.moreDrafts': 'and {count} more',
  'deleting.counting': 'Counting…',
  'deleting.cancel': 'Cancel',
  'deleting.close': 'Close',

  'archiving.title': 'Create a mailbox for the archive?',
  'archiving.body':
    '{address} has no mailbox for archived conversations. Parley can create one called Archive on the server, once. Nothing was moved yet.',
  'archiving.create': 'Create and archive',

  'snooze.title': 'Snooze until',
  'snooze.later': 'Later today',
  'snooze.tomorrow': 'Tomorrow morning',
  'snooze.nextWeek': 'Next week',
  'snooze.pick': 'Pick date and time…',
  'snooze.date': 'Date and time',
  'snooze.returns': 'Returns on {time}, or earlier if somebody writes.',
  'snooze.past': 'Choose a time that lies ahead.',
  'snooze.do': 'Snooze',

  'tags.title': 'Tags',
  'tags.none': 'There are no tags yet. Add some in Settings.',
  'tags.done': 'Done',

  'thread.actions': 'Actions for this conversation',

  'select.count': '{count, plural, one {# selected} other {# selected}}',
  'select.bar': 'Actions for the selected conversations',
  'select.all': 'Select all {count} that match',
  'select.allIsOn': 'All that match are selected',
  'select.clear': 'Clear selection',

  'running.archive': 'Archiving {done} of {total}',
  'running.unarchive': 'Moving back {done} of {total}',
  'running.delete': 'Deleting {done} of {total}',
  'running.undelete': 'Restoring {done} of {total}',
  'running.mark-read': 'Marking as read {done} of {total}',
  'running.mark-unread': 'Marking as unread {done} of {total}',
  'running.snooze': 'Snoozing {done} of {total}',
  'running.unsnooze': 'Moving back {done} of {total}',
  'running.mute': 'Muting {done} of {total}',
  'running.unmute': 'Unmuting {done} of {total}',
  'running.tag': 'Tagging {done} of {total}',
  'running.untag': 'Removing the tag {done} of {total}',
  'running.undo': 'Undoing {done} of {total}',
  'running.cancel': 'Cancel',

  'refused.archive': 'The server refused to archive “{subject}”.',
  'refused.unarchive': 'The server refused to move “{subject}” back.',
  'refused.delete': 'The server refused to delete “{subject}”.',
  'refused.other': 'The server refused a change to “{subject}”.',
  'refused.kept': 'It is changed on this computer only.',
  'refused.more': '{count, plural, one {One more change was refused.} other {# more changes were refused.}}',
  'refused.retry': 'Try again',
  'refused.undo': 'Undo',
  'refused.keep': 'Keep on this computer only',
  'refused.history': 'History',

  'list.showSnoozed': 'Snoozed',
  'list.snoozedUntil': 'Snoozed until {time}',
  'list.muted': 'Muted',
  'list.hereOnly': 'On this computer only',
  'list.moreTags': 'and {count} more tags',
  'list.rowKeys': 'Press Enter to open, Space to select, Shift and F10 for all actions.',
  'list.filterAttachment': 'Attachments',
  'list.hasAttachment': 'Has attachments',
  'list.filterMailbox': 'Mailbox',
  'list.filterTag': 'Tag',
  'list.emptySnoozed': 'Nothing snoozed',
  'list.emptySnoozedHint':
    'Snooze a conversation, and it waits here until its time comes or somebody writes.',
  'list.moreFailed': 'More conversations could not be read.',

  'match.subject': 'Subject',
  'match.address': 'Address',
  'match.body': 'In the text',
  'match.attachment': 'Attachment',
  'match.server': 'Found on the server',
} as const
