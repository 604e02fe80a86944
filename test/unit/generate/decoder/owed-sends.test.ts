import { describe, expect, it } from 'vitest';
import type { CallNode } from '../../../../server/src/generate/call-node.ts';
import { isAnnounced, type MadeCall, owedBelow } from '../../../../server/src/generate/decoder/owed-sends.ts';
import { createMemory } from '../../../../server/src/generate/memory/memory.ts';
import { messagesIn } from '../../../../server/src/generate/memory/messages.ts';

/** `send kafka placed`: a call as a line would have it. */
function call(line: string, children: CallNode[] = []): CallNode {
  const [type = '', service = '', operation = ''] = line.split(' ');
  return { type: type as CallNode['type'], service, operation, repeat: 1, overlaps: false, children };
}

/** The shop sends through the orders that its checkout places; nobody is seen to send what the kitchen works on. */
function shop() {
  const memory = createMemory();
  memory.add([
    call('http web Post', [
      call('rpc checkout Place', [call('rpc orders Create', [call('send kafka placed')])]),
      call('rpc search Find', [call('db index Query')]),
      call('recv mailer placed'),
      call('recv kitchen cooked'),
    ]),
  ]);
  return messagesIn(memory, [{ service: 'kafka' }]);
}

const planned = (line: string): MadeCall => ({ ...call(line), below: {} });

describe('a call that works on a message', () => {
  it.each([
    ['behind one that sends it', 'mailer', [call('send kafka placed')], true],
    ['behind one below which it is sent', 'mailer', [call('rpc a B', [call('send kafka placed')])], true],
    ['behind one below which it may still be sent', 'mailer', [planned('rpc checkout Place')], true],
    ['behind one that makes no calls', 'mailer', [call('rpc checkout Place')], false],
    ['behind one that leads to no such message', 'mailer', [planned('rpc search Find')], false],
    ['with nothing before it', 'mailer', [], false],
    ['of a kind that nobody is seen to send', 'kitchen', [], true],
    ['of a service that is not known', 'audit', [], true],
  ])('is expected %s: %s', (_where, service, before, expected) => {
    expect(isAnnounced({ type: 'recv', service }, before, shop())).toBe(expected);
  });
});

describe('what is still to be sent below a layer', () => {
  const owed = (calls: MadeCall[], fromAbove: string[] = []) =>
    owedBelow([], calls, fromAbove, shop()).map((topics) => [...topics].join(' '));

  it('is owed by the last call before that leads to it', () => {
    const calls = [planned('rpc checkout Place'), planned('rpc orders Create'), call('recv mailer placed')];
    expect(owed(calls)).toEqual(['', 'placed', '']);
  });

  it('is not owed where it is sent', () => {
    expect(
      owed([planned('rpc orders Create'), call('send kafka placed'), call('recv mailer placed')]),
    ).toEqual(['', '', '']);
  });

  it('is handed on to who leads to it', () => {
    expect(owed([planned('rpc orders Create'), planned('rpc search Find')], ['placed'])).toEqual([
      'placed',
      '',
    ]);
  });
});
