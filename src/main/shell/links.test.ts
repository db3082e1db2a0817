import { expect, test } from 'vitest'
import { judgeLink } from './links.ts'

test.each([
  'file:///etc/passwd',
  'smb://host/share',
  '\\\\host\\share',
  'search-ms:query=x',
  'ms-msdt:/id',
  'vscode://file/x',
  'javascript:alert(1)',
  'java\nscript:alert(1)',
  ' javascript:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  'ssh://host',
  'ftp://host/x',
  'ldap://host',
  'about:blank',
  'chrome://gpu',
  'app://parley/index.html',
  'mail://x/',
  'view-source:https://example.org',
  'blob:https://example.org/1',
  'https://',
  'nonsense',
  'mailto:a%0d%0aBcc:b@example.org',
])('R-18: %j is refused', address => {
  expect(judgeLink(address).kind).toBe('refused')
})

test('the host that is shown is the host that is opened, without the name before the @', () => {
  expect(judgeLink('https://bank.example@evil.example/x')).toEqual({
    kind: 'web',
    href: 'https://evil.example/x',
    shown: 'evil.example',
  })
  expect(judgeLink('https://аpple.example/')).toMatchObject({ shown: expect.stringMatching(/^xn--/) })
  expect(judgeLink('HTTP://2130706433/')).toMatchObject({ shown: '127.0.0.1' })
})

test('a mail link keeps its address only', () => {
  expect(judgeLink('mailto:ada@example.org?attach=/etc/passwd&body=x')).toEqual({
    kind: 'mail',
    href: 'mailto:ada@example.org',
    shown: 'ada@example.org',
  })
})
