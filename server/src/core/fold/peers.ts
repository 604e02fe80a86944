import { type RecordedSpan, textAttribute } from './span.ts';

const NAME_KEYS = ['service.peer.name', 'peer.service'] as const;
const HOST_KEYS = [
  'server.address',
  'net.peer.name',
  'peer.hostname',
  'net.sock.peer.name',
  'http.host',
] as const;
const URL_KEYS = ['url.full', 'http.url'] as const;
const ADDRESS_KEYS = [
  'peer.address',
  'network.peer.address',
  'net.peer.ip',
  'net.sock.peer.addr',
  'peer.ipv4',
] as const;

/** Whom a client's span called: a service by name, else a host, else an address. */
export function peerOf(span: RecordedSpan): string | undefined {
  return textAttribute(span.attributes, ...NAME_KEYS) ?? hostOf(span, isUsable) ?? addressOf(span);
}

/** The same, but no bare address: several stores may share a machine. */
export function peerHostOf(span: RecordedSpan): string | undefined {
  return textAttribute(span.attributes, ...NAME_KEYS) ?? hostOf(span, isName);
}

function hostOf(span: RecordedSpan, suits: (host: string) => boolean): string | undefined {
  for (const key of HOST_KEYS) {
    const host = bareHost(textAttribute(span.attributes, key) ?? '');
    if (suits(host)) return host;
  }
  const host = bareHost(
    /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#]*)/i.exec(
      textAttribute(span.attributes, ...URL_KEYS) ?? '',
    )?.[1] ?? '',
  );
  return suits(host) ? host : undefined;
}

function addressOf(span: RecordedSpan): string | undefined {
  const address = bareHost(textAttribute(span.attributes, ...ADDRESS_KEYS) ?? '');
  return isUsable(address) ? address : undefined;
}

/** Without port and without the part that all services of a Kubernetes cluster share. */
function bareHost(host: string): string {
  const withoutPort = host.replace(/^\[(.*)\](?::\d+)?$/, '$1').replace(/^([^:]*):\d+$/, '$1');
  return withoutPort.replace(/\.(?:svc|svc\.cluster\.local|cluster\.local)\.?$/i, '');
}

const isLocal = (host: string) => /^(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|::1?)$/i.test(host);
const isUsable = (host: string) => host !== '' && !isLocal(host);
const isName = (host: string) => isUsable(host) && !/^[\d.]+$|:/.test(host);
