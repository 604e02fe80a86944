/*
 * Line breaks of the trace language. Three tokens, told apart by the start of the line that follows:
 *
 *   before item       `trace`, `service` or `scenario` with a name or a body: closes every block still open, so that one
 *                     lacking `}` does not swallow the rest of the file;
 *   before statement  a call or a block: ends an array or a map that lacks its bracket;
 *   newline           everything else.
 *
 * The scanner has no state, and looks no further than the first two words of the next line, so that parsing stays linear
 * and incremental.
 */
#include "tree_sitter/parser.h"

enum LineBreak { NEWLINE, NEWLINE_BEFORE_STATEMENT, NEWLINE_BEFORE_ITEM };

/* The longest keyword below is `scenario`. */
#define WORD_SIZE 10

static const char *const ITEM_WORDS[] = {"trace", "service", "scenario"};
static const char *const STATEMENT_WORDS[] = {
    "http", "rpc", "db",     "cache",  "send", "recv",  "call",  "in",   "async",
    "par",  "on",  "repeat", "choose", "span", "event", "throw", "link", "require",
};

static bool is_blank(int32_t character) {
  return character == ' ' || character == '\t' || character == '\r' || character == '\f' || character == 0xFEFF;
}

static bool is_letter(int32_t character) {
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') || character == '_' ||
         character > 127;
}

static bool is_digit(int32_t character) { return character >= '0' && character <= '9'; }

static void skip_blanks(TSLexer *lexer) {
  while (is_blank(lexer->lookahead)) lexer->advance(lexer, false);
}

/* Reads a word of lower-case letters; what is longer than any keyword is cut off. */
static void read_word(TSLexer *lexer, char word[WORD_SIZE]) {
  unsigned length = 0;
  while (length < WORD_SIZE - 1 && lexer->lookahead >= 'a' && lexer->lookahead <= 'z') {
    word[length++] = (char)lexer->lookahead;
    lexer->advance(lexer, false);
  }
  word[length] = '\0';
}

static bool equal(const char *left, const char *right) {
  while (*left && *left == *right) {
    left++;
    right++;
  }
  return *left == *right;
}

static bool is_one_of(const char *word, const char *const *words, unsigned count) {
  for (unsigned index = 0; index < count; index++) {
    if (equal(word, words[index])) return true;
  }
  return false;
}

static void skip_mute(TSLexer *lexer) {
  if (lexer->lookahead != '/') return;
  lexer->advance(lexer, false);
  if (lexer->lookahead == '-') lexer->advance(lexer, false);
  skip_blanks(lexer);
}

static enum LineBreak kind_of_next_line(TSLexer *lexer) {
  char word[WORD_SIZE];
  skip_blanks(lexer);
  skip_mute(lexer);
  read_word(lexer, word);
  bool brace_follows = lexer->lookahead == '{';
  if (!is_blank(lexer->lookahead) && !brace_follows) return NEWLINE;
  skip_blanks(lexer);
  /* `trace = 1` is an attribute, `http, rpc` are items of an array. */
  int32_t next = lexer->lookahead;
  bool argument_follows = is_letter(next) || next == '"' || next == '{' || next == '?';
  if (argument_follows && is_one_of(word, ITEM_WORDS, sizeof ITEM_WORDS / sizeof *ITEM_WORDS)) {
    return NEWLINE_BEFORE_ITEM;
  }
  if ((argument_follows || is_digit(next)) &&
      is_one_of(word, STATEMENT_WORDS, sizeof STATEMENT_WORDS / sizeof *STATEMENT_WORDS)) {
    return NEWLINE_BEFORE_STATEMENT;
  }
  return NEWLINE;
}

void *tree_sitter_trace_external_scanner_create(void) { return 0; }
void tree_sitter_trace_external_scanner_destroy(void *payload) { (void)payload; }
unsigned tree_sitter_trace_external_scanner_serialize(void *payload, char *buffer) {
  (void)payload;
  (void)buffer;
  return 0;
}
void tree_sitter_trace_external_scanner_deserialize(void *payload, const char *buffer, unsigned length) {
  (void)payload;
  (void)buffer;
  (void)length;
}

bool tree_sitter_trace_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid_symbols) {
  (void)payload;
  (void)valid_symbols;
  while (is_blank(lexer->lookahead)) lexer->advance(lexer, true);
  if (lexer->lookahead != '\n') return false;
  lexer->advance(lexer, false);
  lexer->mark_end(lexer);
  lexer->result_symbol = (TSSymbol)kind_of_next_line(lexer);
  return true;
}
