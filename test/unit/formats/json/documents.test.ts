import { describe, expect, it } from 'vitest';
import { readDocuments } from '../../../../server/src/formats/json/documents.ts';

function read(text: string) {
  const { isLines, documents } = readDocuments(text);
  const found = Array.from(documents, (document) =>
    'error' in document ? `${document.line}: ${document.error.message}` : document.value,
  );
  return { isLines, found };
}

describe('readDocuments', () => {
  it('reads one value, on one line or on many', () => {
    expect(read('{"a":1}')).toEqual({ isLines: false, found: [{ a: 1 }] });
    expect(read('{\n "a":\n 1\n}\n')).toEqual({ isLines: false, found: [{ a: 1 }] });
  });

  it('reads one value a line, blank lines and Windows line ends left out', () => {
    expect(read('{"a":1}\r\n\r\n{"a":2}\n')).toEqual({ isLines: true, found: [{ a: 1 }, { a: 2 }] });
  });

  it('goes on after a broken line', () => {
    expect(read('{"a":1}\n{"a":\n{"a":3}').found).toEqual([
      { a: 1 },
      '2: The file ends inside an object at line 2, column 6, where a value was expected: it seems to have been cut off.',
      { a: 3 },
    ]);
  });

  it('reads bytes as it reads text, whatever the mark at their head', () => {
    const text = '{"a":"é"}\n{"a":2}';
    const wanted = read(text);
    const utf16 = new Uint8Array([
      0xff,
      0xfe,
      ...Array.from(text).flatMap((letter) => [letter.charCodeAt(0), 0]),
    ]);
    for (const bytes of [new TextEncoder().encode(text), new TextEncoder().encode(`\uFEFF${text}`), utf16]) {
      const { isLines, documents } = readDocuments(bytes);
      expect({
        isLines,
        found: Array.from(documents, (document) => 'value' in document && document.value),
      }).toEqual(wanted);
    }
    expect(read(`\uFEFF{"a":\n1}`).found).toEqual([{ a: 1 }]);
  });
});
