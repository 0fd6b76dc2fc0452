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
