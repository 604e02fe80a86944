import type { TextModel, TextRequest } from '../../server/src/generate/language-model.ts';

/** Answers as the script says and keeps what it was asked. */
export class ScriptedTextModel implements TextModel {
  readonly asked: TextRequest[] = [];
  readonly #answer: (request: TextRequest, index: number) => string;

  constructor(answer: (request: TextRequest, index: number) => string) {
    this.#answer = answer;
  }

  async complete(request: TextRequest, signal?: AbortSignal): Promise<string> {
    signal?.throwIfAborted();
    this.asked.push(request);
    return this.#answer(request, this.asked.length - 1);
  }
}
