/** Query parameters that identify one click of one person: never part of a URL we send, whatever the configuration allows. */
export const clickIds = 'fbclid gclid gbraid wbraid dclid ttclid msclkid twclid li_fat_id ScCid epik rdt_cid yclid'.split(' ');
