import { randomBytes } from 'node:crypto';

/** Addresses as the webview may load them. */
export interface PreviewResources {
  readonly cspSource: string;
  readonly script: string;
  readonly style: string;
}

/** The page of a preview; everything about the document comes later, by message. */
export function previewHtml({ cspSource, script, style }: PreviewResources): string {
  const nonce = randomBytes(16).toString('base64');
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${cspSource};`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${attribute(style)}">
<title>Tracewright</title>
</head>
<body>
<script nonce="${nonce}" src="${attribute(script)}"></script>
</body>
</html>
`;
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
