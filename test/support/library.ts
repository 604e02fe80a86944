import { readdirSync, readFileSync } from 'node:fs';
import { parseSpec } from '../../server/src/core/spec/build.ts';
import { compileLibrary, type Library } from '../../server/src/generate/library/library.ts';
import { testParser } from './parser.ts';

const FOLDER = 'training/systems';

/** The library that ships, compiled from its systems. */
export async function testLibrary(): Promise<Library> {
  const parser = await testParser();
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.trace'));
  return compileLibrary(
    files.toSorted().map((file) => ({
      name: file.replace('.trace', ''),
      spec: parseSpec(parser, readFileSync(`${FOLDER}/${file}`, 'utf8')),
    })),
  );
}
