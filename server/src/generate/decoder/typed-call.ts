import type { CallType } from '../../core/spec/spec.ts';

/** What is typed of a call: beginnings that its type, callee and operation must have. */
export interface TypedCall {
  readonly type: string;
  /** The type's word is complete. */
  readonly typeDone: boolean;
  readonly service: string;
  readonly serviceDone: boolean;
  readonly operation: string;
}

export const NOTHING_TYPED: TypedCall = {
  type: '',
  typeDone: false,
  service: '',
  serviceDone: false,
  operation: '',
};

export function admitsType(typed: TypedCall, type: CallType): boolean {
  return typed.typeDone ? type === typed.type : type.startsWith(typed.type);
}

export function admitsService(typed: TypedCall, service: string): boolean {
  return typed.serviceDone ? service === typed.service : service.startsWith(typed.service);
}
