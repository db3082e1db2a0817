/** The frame that shows designed mail, and its links. */
export const enFrame = {
  'link.leadsTo': 'This link leads to',
  'link.other-site': 'The text says {claimed}, but it leads to {real}.',
  'link.numeric-host': 'It leads to a number instead of a name.',
  'link.before-at': '“{claimed}” is not the site that it leads to.',
  'link.mixed-script': 'Its name mixes letters of several alphabets: {letters}',
  'link.look-alike': 'It is easily taken for {of}.',
  'frame.blocked': '({what})',
  'frame.stillBlocked': 'Still blocked: {what}.',
  'frame.images': '{images, plural, one {# image} other {# images}}',
  'frame.backgrounds': '{backgrounds, plural, one {# background} other {# backgrounds}}',
  'frame.trackers': '{count, plural, one {# tracking pixel} other {# tracking pixels}} from {hosts}',
  'frame.trackersMore':
    '{count, plural, one {# tracking pixel} other {# tracking pixels}} from {hosts} and {more} more',
  'frame.large': 'This email is very large. Its text is shown first.',
  'frame.invisible': 'Nothing can be seen of this email’s design. Its text is shown instead.',
} as const
