/** An attribute of a TNEF stream (MS-OXTNEF §2.1.3); the checksum is right unless a length lies. */
export function tnefAttribute(level: 1 | 2, id: number, data: Buffer, claimedLength = data.length): Buffer {
  const head = Buffer.alloc(9)
  head[0] = level
  head.writeUInt32LE(id, 1)
  head.writeUInt32LE(claimedLength, 5)
  const sum = Buffer.alloc(2)
  sum.writeUInt16LE(data.reduce((total, byte) => (total + byte) & 0xffff, 0))
  return Buffer.concat([head, data, sum])
}

/** A TNEF stream of these attributes. */
export function tnefStream(attributes: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(6)
  head.writeUInt32LE(0x223e9f78, 0)
  return Buffer.concat([head, ...attributes])
}

/** winmail.dat with a body and files. */
export function winmail(options: {
  readonly text: string
  readonly files: readonly { readonly name: string; readonly bytes: Buffer }[]
}): Buffer {
  return tnefStream([
    tnefAttribute(1, 0x0002800c, Buffer.from(`${options.text}\0`)),
    ...options.files.flatMap(({ name, bytes }) => [
      tnefAttribute(2, 0x00069002, Buffer.alloc(14)),
      tnefAttribute(2, 0x00018010, Buffer.from(`${name}\0`)),
      tnefAttribute(2, 0x0006800f, bytes),
    ]),
  ])
}
