import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Spec } from '../core/spec/spec.ts';
import type { CommandInput, CommandIo } from './command.ts';
import { readSpec } from './files.ts';

/** A system written in the trace language; its name is its file's. */
export interface System {
  readonly name: string;
  readonly spec: Spec;
}

/** Reads every `.trace` of a folder, in the order of their names. */
export async function readSystems(folder: string, io: CommandIo): Promise<System[]> {
  const parser = await io.loadParser();
  const names = (await readdir(folder)).filter((name) => name.endsWith('.trace')).sort();
  const systems: System[] = [];
  for (const name of names) {
    const spec = await readSpec(path.join(folder, name), parser, io);
    systems.push({ name: path.basename(name, '.trace'), spec });
  }
  return systems;
}

/** The systems of `--systems`, which names one folder or several, with commas between; none without that option. */
export async function systemsOf({ values }: CommandInput, io: CommandIo): Promise<System[]> {
  const folders = values['systems'];
  if (typeof folders !== 'string') return [];
  const read = await Promise.all(folders.split(',').map((folder) => readSystems(folder, io)));
  return read.flat();
}
