/** The page's own id for an event (fbq's `eventID`), cut to what the collector takes. */
export function eventId(options?: { eventID?: unknown }): string | undefined {
  return options?.eventID ? String(options.eventID).slice(0, 128) : undefined;
}
