import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** A real folder for one test. */
export class TemporaryFolder {
  readonly path: string;

  private constructor(place: string) {
    this.path = place;
  }

  static async make(files: Readonly<Record<string, string | Uint8Array>> = {}): Promise<TemporaryFolder> {
    const folder = new TemporaryFolder(await realpath(await mkdtemp(path.join(tmpdir(), 'tracewright-'))));
    for (const [name, text] of Object.entries(files)) await folder.write(name, text);
    return folder;
  }

  get uri(): string {
    return pathToFileURL(this.path).href;
  }

  at(name: string): string {
    return path.join(this.path, name);
  }

  uriOf(name: string): string {
    return pathToFileURL(this.at(name)).href;
  }

  /** Makes the folders on the way, too. */
  async write(name: string, text: string | Uint8Array): Promise<void> {
    await mkdir(path.dirname(this.at(name)), { recursive: true });
    await writeFile(this.at(name), text);
  }

  async remove(name = '.'): Promise<void> {
    await rm(this.at(name), { recursive: true, force: true });
  }
}
