/** Removes our cookie from this host and every domain above it, without asking the collector. */
export function forget(): void {
  let domain = location.hostname;
  do {
    document.cookie = '_candor=;path=/;max-age=0;domain=' + domain;
    domain = domain.replace(/^[^.]*\.?/, '');
  } while (domain);
  document.cookie = '_candor=;path=/;max-age=0';
}
