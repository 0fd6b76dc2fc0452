/** The part of Electron's `Certificate` that is needed. */
export interface OfferedCertificate {
  /** The common names. */
  readonly subjectName: string;
  readonly issuerName: string;
  /** `sha256/` and the sum in base64. */
  readonly fingerprint: string;
  /** Seconds since 1970. */
  readonly validExpiry: number;
}

/**
 * Which certificate of this computer is shown to a server that asks for one: the one that the administrator has named,
 * by subject, issuer or fingerprint, and of several the one that is valid longest. Never another: it says who this is.
 */
export function chooseClientCertificate<Certificate extends OfferedCertificate>(
  offered: readonly Certificate[],
  named: string,
  nowMs: number,
): Certificate | null {
  const name = named.trim().toLowerCase();
  if (name === '') return null;
  const fitting = offered.filter(
    ({ subjectName, issuerName, fingerprint, validExpiry }) =>
      // The sum is in base64, where the case of a letter counts.
      (subjectName.toLowerCase() === name ||
        issuerName.toLowerCase() === name ||
        fingerprint === named.trim()) &&
      validExpiry * 1000 > nowMs,
  );
  return fitting.sort((one, other) => other.validExpiry - one.validExpiry)[0] ?? null;
}

/** A line to a contact center, with the settings that it was opened with. */
export interface CertificateLine {
  readonly serverUrl: string;
  /** The name of the certificate; empty for none. */
  readonly clientCertificate: string;
}

/**
 * The name of the certificate for whoever asks; empty for none. Only the server of a line gets that of the line: not a
 * proxy, not the server of the updates, not another port. `asking` is what the runtime says of it: its host and its port,
 * although the documentation calls that a URL, so both are understood.
 */
export function findCertificateName(lines: Iterable<CertificateLine>, asking: string): string {
  const origin = getSecureOrigin(asking.includes('://') ? asking : `https://${asking}`);
  if (origin === null) return '';
  for (const { serverUrl, clientCertificate } of lines)
    if (clientCertificate !== '' && getSecureOrigin(serverUrl) === origin) return clientCertificate;
  return '';
}

function getSecureOrigin(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, origin } = new URL(address);
  return protocol === 'https:' ? origin : null;
}
