/** Asks the probe extension over its socket. */
import { request } from 'node:http';
import type { ProbeQuestions } from '../../probe/questions.ts';

export type Ask = <Q extends keyof ProbeQuestions>(
  question: Q,
  argument: ProbeQuestions[Q]['argument'],
) => Promise<ProbeQuestions[Q]['answer']>;

export function probeAt(socketPath: string): Ask {
  return async (question, argument) => {
    const body = await post(socketPath, JSON.stringify({ question, argument }));
    const answer = JSON.parse(body) as { value?: never; error?: string };
    if (answer.error !== undefined)
      throw new Error(`The editor answered "${question}" with: ${answer.error}`);
    return answer.value as never;
  };
}

function post(socketPath: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const message = request({ socketPath, method: 'POST', path: '/' }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
      response.on('error', reject);
    });
    message.on('error', reject);
    message.end(body);
  });
}
