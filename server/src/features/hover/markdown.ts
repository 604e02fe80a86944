/** Names come from files of any origin: none of their characters may turn into markup or end the code span. */
export function code(text: string): string {
  const plain = text.replace(/[`\r\n]/g, "'");
  return `\`${plain === '' ? ' ' : plain}\``;
}

/** At most `most` of `parts`, and how many more there are. */
export function listed(parts: readonly string[], most: number): string {
  const rest = parts.length - most;
  return rest <= 0 ? parts.join(', ') : `${parts.slice(0, most).join(', ')} and ${rest} more`;
}

/** Paragraphs with an empty line between them; empty ones are left out. */
export function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

/** 0.5 as `50 %`, small shares with one more digit. */
export function percent(share: number): string {
  const hundredth = share * 100;
  return `${Number(hundredth.toFixed(hundredth < 10 ? 1 : 0))} %`;
}
