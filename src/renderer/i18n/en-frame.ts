/** The frame that shows designed mail, and its links. */
export const enFrame = {
  'link.leadsTo': 'This link leads to {address}',
  'link.other-site': 'The text says {claimed}, but it leads to {real}.',
  'link.numeric-host': 'It leads to a number instead of a name.',
  'link.before-at': '“{claimed}” is not the site that it leads to.',
  'link.mixed-script': 'Its name mixes letters of several alphabets: {letters}',
  'link.look-alike': 'It is easily taken for {of}.',
} as const
