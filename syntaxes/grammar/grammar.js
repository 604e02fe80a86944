/**
 * The trace language (docs/language.md). A statement ends at a newline or `;` (a comma too, inside braces);
 * keywords are keywords only where the grammar expects them, so `key = value` always reads as an attribute.
 */

const CALL_TYPES = ['http', 'rpc', 'db', 'cache', 'send', 'recv', 'call', 'in'];
const SPAN_KINDS = ['server', 'client', 'producer', 'consumer', 'internal', 'unspecified'];
/** Words that can start a statement of a body and would otherwise hide an attribute of that name. */
const STATEMENT_WORDS = [
  'async',
  'par',
  'repeat',
  'choose',
  'on',
  'span',
  'event',
  'throw',
  'link',
  'dropped',
  'id',
  'parent',
  'start',
  'schema',
  'scope',
  'require',
  'broken',
  'latency',
];

const COMPARISON = choice('<', '<=', '==', '>=', '>');

const lines = (statement, separator) => seq(repeat(seq(optional(statement), separator)), optional(statement));

/**
 * A block whose `}` may be lacking: it then ends with the text, or where the next line starts an item of the file. Half
 * typed, it keeps what it holds, and so does everything behind it; syntaxDiagnostics reports the open brace.
 */
const block = ($, statement, separator = $._terminator) =>
  prec.right(seq('{', lines(statement, separator), optional('}')));
const commaBlock = ($, statement) => block($, statement, choice($._terminator, ','));

export default grammar({
  name: 'trace',

  extras: ($) => [/[ \t\r\f\uFEFF]/, $.comment],

  // src/scanner.c: which kind of line follows is told by the line break before it.
  externals: ($) => [$._newline, $._newline_before_statement, $._newline_before_item],

  word: ($) => $.name,

  conflicts: ($) => [
    [$._time_value, $.time_weighted_arm],
    [$._value, $.weighted_arm],
    [$.weighted],
    [$.time_weighted],
  ],

  rules: {
    source_file: ($) => lines($._item, choice($._terminator, alias($._newline_before_item, '\n'))),

    /**
     * Stands in no text, so that it can only be inserted by the parser, as MISSING: what is not there yet. Defined before
     * every other token, because of all tokens that would do the parser inserts the first.
     */
    absent: () => '\u{10FFFF}',

    _terminator: ($) => choice(alias($._newline, '\n'), alias($._newline_before_statement, '\n'), ';'),

    comment: () => token(seq('#', /[^\n]*/)),

    // ── top level ───────────────────────────────────────────────────────────────────────────────────────

    /** A statement outside a trace is misplaced (behind a `}` too many, or pasted); it is read so that its calls are kept. */
    _item: ($) => choice($.service, $.trace, $.scenario, alias($.muted_item, $.muted), $._unmuted_statement),

    muted_item: ($) => seq('/-', $._item),

    service: ($) =>
      seq(
        'service',
        field('name', $._text),
        repeat(choice($.label, $.repeat_count)),
        optional(field('body', $.service_body)),
      ),

    service_body: ($) => commaBlock($, $._service_statement),

    _service_statement: ($) =>
      choice($.attribute, $.schema, $.scope, $.dropped, alias($.muted_service_statement, $.muted)),

    muted_service_statement: ($) => seq('/-', $._service_statement),

    schema: ($) => seq('schema', field('url', $.string)),

    scope: ($) =>
      seq(
        'scope',
        field('name', $._text),
        optional(field('version', $.string)),
        optional(field('body', $.service_body)),
      ),

    latency: ($) => seq('latency', field('body', $.latency_body)),

    latency_body: ($) => block($, choice($.latency_rule, alias($.muted_latency, $.muted))),

    muted_latency: ($) => seq('/-', $.latency_rule),

    latency_rule: ($) => seq(field('pattern', $.pattern), field('value', $._value)),

    trace: ($) =>
      seq(
        'trace',
        optional(field('name', $._text)),
        repeat(choice($.exact, $.within)),
        field('body', $.body),
      ),

    exact: () => 'exact',

    // ── statements of a trace ───────────────────────────────────────────────────────────────────────────

    body: ($) => commaBlock($, $._statement),

    _statement: ($) => choice($._unmuted_statement, $.muted),

    _unmuted_statement: ($) =>
      choice(
        $.call,
        $.span,
        $.par,
        $.repeat,
        $.choose,
        $.alternative,
        $.on_error,
        $.subtree_hole,
        $.attribute,
        $.event,
        $.throw,
        $.link,
        $.dropped,
        $.require,
        $.broken,
        $.latency,
        $.trace_id,
        $.trace_start,
        $.schema,
        $.scope,
        $.unknown_statement,
        $.unknown_block,
      ),

    /** `rcp cart Get { … }`: a line with a first word that means nothing here, which keeps the block it opens. */
    unknown_statement: ($) =>
      prec.right(
        seq(
          optional('async'),
          field('type', $.unknown_word),
          field('callee', choice($._text, $.hole, $.soft)),
          optional(field('operation', $._operation)),
          repeat($._modifier),
          optional(field('body', $.body)),
        ),
      ),

    /** `foo { … }` */
    unknown_block: ($) => seq(field('type', $.unknown_word), field('body', $.body)),

    /** Always with a MISSING behind the word, by which it is found as an error. */
    unknown_word: ($) => seq($.name, $.absent),

    muted: ($) => seq('/-', $._statement),

    call: ($) =>
      prec.right(
        seq(
          optional('async'),
          field('type', choice($.call_type, $.hole)),
          field('callee', choice($._text, $.hole, $.soft)),
          optional(field('operation', $._operation)),
          repeat($._modifier),
          optional(field('body', $.body)),
        ),
      ),

    /** A hole right after the callee stands for the operation, unless its bound is a time: the spec builder decides. */
    _operation: ($) => prec(1, choice($._text, $.hole, $.soft)),

    call_type: () => choice(...CALL_TYPES),

    span: ($) =>
      seq(
        'span',
        field('kind', $.span_kind),
        field('service', $._text),
        field('name', $._text),
        repeat($._modifier),
        optional(field('body', $.body)),
      ),

    span_kind: () => choice(...SPAN_KINDS),

    par: ($) => seq('par', optional(field('limit', $.number)), field('body', $.body)),

    repeat: ($) => seq('repeat', field('count', choice($.number, $.range, $.hole)), field('body', $.body)),

    choose: ($) => seq('choose', field('body', $.body)),

    alternative: ($) =>
      seq(
        field('probability', choice($.percent, $.hole)),
        ':',
        choice(field('body', $.body), $._statement, $.absent),
      ),

    on_error: ($) => seq('on', 'error', field('body', $.body)),

    subtree_hole: ($) => prec.right(seq('...', optional(seq($._clause, repeat(seq(',', $._clause)))))),

    trace_id: ($) => seq('id', field('value', $._id)),

    trace_start: ($) => seq('start', field('value', $.datetime)),

    event: ($) =>
      seq(
        'event',
        field('name', $._text),
        repeat(choice($.at, $.dropped)),
        optional(seq(field('body', $.map), repeat($.dropped))),
      ),

    throw: ($) =>
      seq(
        'throw',
        field('type', $._text),
        optional(field('message', $.string)),
        optional($.at),
        optional(field('body', $.map)),
      ),

    link: ($) =>
      seq(
        'link',
        field('target', choice($._text, $.span_reference)),
        repeat(choice($.flags, $.state)),
        optional(seq(field('body', $.map), repeat($.dropped))),
      ),

    dropped: ($) =>
      seq('dropped', field('what', choice('attributes', 'events', 'links')), field('count', $.number)),

    broken: ($) => prec.right(seq('broken', field('what', $.name), optional(field('value', $.duration)))),

    // ── modifiers of a call or span ─────────────────────────────────────────────────────────────────────

    _modifier: ($) =>
      choice(
        $.label,
        $.at,
        $.lasting,
        $.status,
        $.timeout,
        $.retry,
        $.after,
        $.within,
        $.repeat_count,
        $.id,
        $.parent,
        $.flags,
        $.state,
        $.broken,
      ),

    label: ($) => seq('as', field('name', $.name)),

    at: ($) => seq('@', field('value', $._value)),

    lasting: ($) => field('value', $._time_value),

    status: ($) =>
      choice(
        'ok',
        seq(
          optional(field('probability', $.percent)),
          '!',
          optional(
            field(
              'detail',
              choice(
                alias($._immediate_string, $.string),
                alias($._immediate_number, $.number),
                alias($._immediate_name, $.name),
              ),
            ),
          ),
        ),
      ),

    timeout: ($) => seq('timeout', field('value', $._value)),

    retry: ($) =>
      seq(
        'retry',
        field('count', choice($.number, $.range)),
        optional(seq('backoff', field('backoff', $._value))),
      ),

    after: ($) => seq('after', field('value', $._value)),

    within: ($) => seq('within', field('value', $.duration)),

    repeat_count: () => token(/x[0-9]+/),

    id: ($) => seq('id', field('value', $._id)),

    parent: ($) => seq('parent', field('value', $._id)),

    flags: ($) => seq('flags', field('value', choice($.hex_number, $.number))),

    state: ($) => seq('state', field('value', $.string)),

    // ── attributes and values ───────────────────────────────────────────────────────────────────────────

    attribute: ($) =>
      seq(field('key', choice($.name, $.string, alias($._keyword, $.name))), '=', field('value', $._value)),

    _keyword: () => choice(...CALL_TYPES, ...STATEMENT_WORDS),

    _value: ($) => choice($._single_value, $.alternatives, $.weighted),

    _time_value: ($) =>
      choice($._time_single, alias($.time_alternatives, $.alternatives), alias($.time_weighted, $.weighted)),

    _time_single: ($) => choice($.duration, $.hole, $.soft, $.range, $.normal, $.law),

    time_alternatives: ($) => prec.right(seq($._time_single, repeat1(seq('|', $._time_single)))),

    time_weighted: ($) =>
      seq(
        alias($.time_weighted_arm, $.weighted_arm),
        repeat1(seq(',', alias($.time_weighted_arm, $.weighted_arm))),
      ),

    time_weighted_arm: ($) => seq(field('value', $._time_single), field('weight', $.percent)),

    _single_value: ($) =>
      choice($._literal, $.name, $.array, $.map, $.hole, $.soft, $.range, $.normal, $.law, $.absent),

    _literal: ($) =>
      choice(
        $.duration,
        $.number,
        $.hex_number,
        $.percent,
        $.rate,
        $.string,
        $.bytes,
        $.boolean,
        $.null,
        $.datetime,
        $.open_string,
      ),

    alternatives: ($) => prec.right(seq($._single_value, repeat1(seq('|', $._single_value)))),

    weighted: ($) => seq($.weighted_arm, repeat1(seq(',', $.weighted_arm))),

    weighted_arm: ($) => seq(field('value', $._single_value), field('weight', $.percent)),

    hole: ($) =>
      prec.right(
        seq(
          '?',
          optional(
            choice(
              seq(token.immediate('('), field('bound', $._bound), ')'),
              field('name', alias($._immediate_name, $.name)),
            ),
          ),
        ),
      ),

    _bound: ($) =>
      choice(
        seq(field('operator', alias(COMPARISON, $.operator)), field('value', $._single_value)),
        field('value', $._value),
      ),

    soft: ($) =>
      seq(
        '?',
        field(
          'value',
          choice(
            alias($._immediate_duration, $.duration),
            alias($._immediate_string, $.string),
            alias($._immediate_number, $.number),
          ),
        ),
      ),

    range: ($) => seq(field('low', $._bound_value), '..', field('high', $._bound_value)),

    normal: ($) => seq(field('mean', $._bound_value), choice('±', '+/-'), field('deviation', $._bound_value)),

    _bound_value: ($) => choice($.number, $.duration, $.percent, $.rate),

    law: ($) =>
      seq(
        '~',
        field('name', $.name),
        '(',
        optional(seq($._law_argument, repeat(seq(',', $._law_argument)))),
        ')',
      ),

    _law_argument: ($) => choice($.law_parameter, $.weighted_law, $._single_value),

    law_parameter: ($) => seq(field('name', $.name), '=', field('value', $._literal)),

    weighted_law: ($) => seq(field('weight', $.percent), field('value', $._single_value)),

    array: ($) =>
      seq(
        '[',
        repeat(seq(optional($._value), choice(',', alias($._newline, '\n')))),
        optional($._value),
        ']',
      ),

    map: ($) => seq('{', lines($.attribute, choice(alias($._newline, '\n'), ';', ',')), '}'),

    // ── constraints and wishes ──────────────────────────────────────────────────────────────────────────

    require: ($) => seq('require', field('body', $.require_body)),

    require_body: ($) => commaBlock($, choice($._clause, alias($.muted_clause, $.muted))),

    muted_clause: ($) => seq('/-', $._clause),

    _clause: ($) =>
      choice(
        $.quantity_clause,
        $.every_clause,
        $.some_clause,
        $.before_clause,
        $.count_clause,
        $.never_clause,
        $.within,
        $.include_clause,
        $.no_clause,
        $.rare_clause,
        $.slow_clause,
      ),

    quantity_clause: ($) => seq(field('quantity', $.quantity), $._limit),

    quantity: () => choice('duration', 'calls', 'depth'),

    _limit: ($) =>
      choice(
        seq(field('operator', alias(COMPARISON, $.operator)), field('value', $._bound_value)),
        field('value', choice($.range, $._bound_value)),
      ),

    every_clause: ($) =>
      seq('every', field('pattern', $.pattern), ':', field('condition', choice($.quantity_clause, $.within))),

    some_clause: ($) => seq('some', field('pattern', $.pattern)),

    before_clause: ($) => seq(field('first', $.pattern), 'before', field('second', $.pattern)),

    count_clause: ($) => seq('count', '(', field('pattern', $.pattern), ')', $._limit),

    never_clause: ($) =>
      seq(
        'never',
        choice(
          seq(
            field('caller', choice($._text, $.any, alias($._call_word, $.name))),
            '->',
            field('callee', choice($._text, $.any)),
          ),
          field('pattern', $.pattern),
        ),
      ),

    /** A service may be called as a type of calls is: `never db -> web`. */
    _call_word: () => choice(...CALL_TYPES, 'mq'),

    include_clause: ($) => seq('include', field('pattern', $.pattern)),

    no_clause: ($) => seq('no', field('pattern', $.pattern)),

    rare_clause: () => 'rare',

    slow_clause: () => 'slow',

    /** Calls by type, then callee, then operation; `*` stands for any, what is left out too. */
    pattern: ($) =>
      prec.right(
        seq(
          field('type', choice($.call_type, alias('mq', $.call_type), $.any)),
          optional(
            seq(
              field('callee', choice($._text, $.any)),
              optional(field('operation', choice($._text, $.any))),
            ),
          ),
        ),
      ),

    any: () => '*',

    // ── scenarios ───────────────────────────────────────────────────────────────────────────────────────

    scenario: ($) => seq('scenario', field('name', $._text), repeat($.seed), field('body', $.scenario_body)),

    seed: ($) => seq('seed', field('value', $.number)),

    scenario_body: ($) => block($, choice($._scenario_statement, alias($.muted_scenario_statement, $.muted))),

    muted_scenario_statement: ($) => seq('/-', $._scenario_statement),

    _scenario_statement: ($) =>
      choice($.mix, $.period, $.arrivals, $.fault, $.fill, $.export, $.send, $.require, $.latency),

    mix: ($) => seq('mix', $.mix_arm, repeat(seq(',', $.mix_arm))),

    mix_arm: ($) => seq(field('weight', $.percent), field('trace', $._text)),

    period: ($) => seq('from', field('start', $.datetime), 'for', field('length', $.duration)),

    arrivals: ($) => seq('arrivals', field('law', $.name), $.arrival_rate, repeat(seq('->', $.arrival_rate))),

    arrival_rate: ($) => seq(field('rate', $.rate), optional(seq('at', field('at', $.duration)))),

    fault: ($) =>
      seq(
        'at',
        field('at', $.duration),
        'for',
        field('length', $.duration),
        'fault',
        field('name', $._text),
        field('body', $.fault_body),
      ),

    fault_body: ($) => block($, $.fault_rule),

    fault_rule: ($) =>
      seq(field('pattern', $.pattern), ':', $._fault_effect, repeat(seq(',', $._fault_effect))),

    _fault_effect: ($) => choice($.duration_effect, $.status),

    duration_effect: ($) => seq('duration', field('value', choice($.repeat_count, $._time_single))),

    fill: ($) =>
      seq(
        'fill',
        field('model', $._text),
        repeat(choice(seq('temperature', field('temperature', $.number)), $.seed)),
      ),

    export: ($) =>
      seq(
        'export',
        field('format', $.name),
        field('path', $.string),
        optional(seq('shards', field('shards', $.number))),
      ),

    send: ($) =>
      seq(
        'send',
        field('protocol', $.name),
        field('endpoint', $.string),
        optional(seq('rate', field('rate', $.rate))),
      ),

    // ── tokens ──────────────────────────────────────────────────────────────────────────────────────────

    _text: ($) => choice($.name, $.string, $.open_string),

    /** A string that its line does not close ends before a brace, so that the block is kept; always with a MISSING. */
    open_string: ($) => seq($._open_string, $.absent),
    _open_string: () => token(prec(-1, /"([^"\\\n{]|\\[^\n])*\\?/)),

    _id: ($) => choice($.hex_id, $.name, $.number),

    span_reference: () => token(/[0-9a-fA-F]{32}\/[0-9a-fA-F]{16}/),

    hex_id: () => token(/[0-9a-fA-F]{16}([0-9a-fA-F]{16})?/),

    datetime: () =>
      token(/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})/),

    duration: () => token(/[+-]?([0-9]+(\.[0-9]+)?(ns|us|µs|ms|s|m|h))+/),
    _immediate_duration: () => token.immediate(/[+-]?([0-9]+(\.[0-9]+)?(ns|us|µs|ms|s|m|h))+/),

    rate: () => token(/[0-9]+(\.[0-9]+)?[KM]?\/(ms|s|m|h)/),

    percent: () => token(/[0-9]+(\.[0-9]+)?%/),

    hex_number: () => token(/0x[0-9a-fA-F]+/),

    number: () => token(/[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?[KMG]?/),
    _immediate_number: () => token.immediate(/[+-]?[0-9]+(\.[0-9]+)?/),

    boolean: () => choice('true', 'false'),

    null: () => 'null',

    bytes: () => token(/b"[A-Za-z0-9+/=]*"/),

    string: () => token(/"([^"\\\n]|\\[^\n])*"/),
    _immediate_string: () => token.immediate(/"([^"\\\n]|\\[^\n])*"/),

    name: () => token(/[\p{L}_]([-./:]*[\p{L}\p{N}_])*|\/[\p{L}\p{N}_]([-./:]*[\p{L}\p{N}_])*/u),
    _immediate_name: () => token.immediate(/[\p{L}_]([-./:]*[\p{L}\p{N}_])*/u),
  },
});
