import { type Random, shuffled } from '../../core/random.ts';
import { PIECES } from '../codec/pieces.ts';
import { tokenOfPiece } from '../codec/vocabulary.ts';
import type { Token } from '../language-model.ts';

/**
 * Exchanges the words of a document for others, the same word for the same throughout: `order-db` belongs to `order` whatever
 * an order is. What is learned of such documents is to compare names, where few systems would else be learned by heart.
 * Words that say what a service is, or what is done, stay.
 */
export function disguise(tokens: readonly Token[], random: Random): Token[] {
  const exchanged = new Map(zip(SUBJECTS, shuffled(random, SUBJECTS)));
  return tokens.map((token) => exchanged.get(token) ?? token);
}

function zip<T>(from: readonly T[], to: readonly T[]): (readonly [T, T])[] {
  return from.map((each, index) => [each, to[index] ?? each]);
}

const KEPT: ReadonlySet<string> = new Set(
  (
    'service services server api gateway frontend backend web mobile edge proxy router bff portal admin app client core ' +
    'get list find fetch read load lookup describe query select put set create add insert new save write update patch modify ' +
    'upsert delete remove clear cancel close open start complete finish commit rollback confirm approve reject place submit apply ' +
    'request send receive handle execute run check verify validate publish search ' +
    'redis memcached cache caches db database sql postgres postgresql mysql mongo mongodb dynamodb cassandra elasticsearch ' +
    's3 blob storage bucket queue kafka rabbitmq sqs sns pubsub nats mq topic event events stream worker job scheduler ' +
    'auth session token login by all id ids public private internal external main default rest grpc http rpc svc prod'
  ).split(' '),
);

/** Of words of three letters and more; shorter ones are mostly parts of a word. */
const SUBJECTS: readonly Token[] = PIECES.filter((piece) => piece.length > 2 && !KEPT.has(piece)).map(
  tokenOfPiece,
);
