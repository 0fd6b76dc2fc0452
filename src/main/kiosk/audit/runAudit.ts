export async function runAudit(): Promise<void> {
  await Promise.resolve();
}
