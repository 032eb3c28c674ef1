/** Is `host` the domain itself or below it? An empty domain holds nothing. */
export function under(host: string, domain: string | undefined): boolean {
  return !!domain && ('.' + host).endsWith('.' + domain);
}
