import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../server/src/core/random.ts';
import { mark, VOCABULARY } from '../../../../server/src/generate/codec/vocabulary.ts';
import {
  type Exercise,
  entriesOf,
  writeDocument,
} from '../../../../server/src/generate/training/document.ts';
import { NO_HABITS } from '../../../../server/src/generate/training/habits.ts';
import { node } from '../../../support/nodes.ts';

const TARGET = [
  node('http shop /orders', node('rpc stock Reserve', node('db stock-db')), node('db stock-db')),
];
const EXERCISE: Exercise = {
  target: TARGET,
  others: [],
  distractors: entriesOf([TARGET], true),
  named: true,
  workspaceOnly: false,
  disguised: false,
  habits: NO_HABITS,
};

/** Documents of many seeds, so that nothing hangs on what is drawn. */
function documents(exercise: Exercise) {
  return Array.from({ length: 40 }, (_, seed) => writeDocument(exercise, createRandom(`document ${seed}`)));
}

describe('a training document', () => {
  it('declares each service once where nothing is known of the system, and the reference is not asked for', () => {
    for (const { tokens, mask } of documents({ ...EXERCISE, workspaceOnly: true })) {
      const declared = tokens.flatMap((token, at) => (token === mark.new ? [tokens[at + 1]] : []));
      expect(new Set(declared).size).toBe(declared.length);
      tokens.forEach((token, at) => {
        if (token === mark.new) expect([mask[at], mask[at + 1]]).toEqual([1, 0]);
      });
    }
  });

  it('tells no names where they mean nothing', () => {
    const words = (named: boolean) =>
      documents({ ...EXERCISE, named, workspaceOnly: true }).some(({ tokens }) =>
        tokens.some((token, at) => VOCABULARY[token] === 'stock' && tokens[at - 2] === mark.new),
      );
    expect(words(true)).toBe(true);
    expect(words(false)).toBe(false);
  });

  it('exchanges the words of a disguised system, each for the same other one; what a service is for is told', () => {
    const target = [node('http shop', node('rpc stock Get', node('db stock-db')))];
    const asked = documents({ ...EXERCISE, target, distractors: entriesOf([target], true), disguised: true });
    const besides = asked.map(({ tokens }) => {
      const words = tokens.map((token) => VOCABULARY[token]);
      expect(words).not.toContain('stock');
      const ahead = (text: string) => words.flatMap((word, at) => (word === text ? [words[at - 1]] : []));
      return new Set([...ahead('db'), ...ahead('get').map(() => words[words.indexOf('get') - 2])]);
    });
    expect(besides.every(({ size }) => size <= 1)).toBe(true);
    expect(besides.some(({ size }) => size === 1)).toBe(true);
  });

  it('asks for the layers of the trace alone', () => {
    for (const { tokens, mask } of documents(EXERCISE)) {
      expect(tokens).toHaveLength(mask.length);
      const inAnswer = tokens.map(() => false);
      let answering = false;
      tokens.forEach((token, at) => {
        inAnswer[at] = answering;
        if (token === mark.answer) answering = true;
        if (token === mark.layer) answering = false;
      });
      mask.forEach((asked, at) => {
        if (asked) expect(inAnswer[at]).toBe(true);
      });
      expect(mask).toContain(1);
    }
  });
});
