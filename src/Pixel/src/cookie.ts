export function cookie(name: string): string | undefined {
  return document.cookie.match('(?:^|; )' + name + '=([^;]*)')?.[1];
}
