/**
 * The words of a name in lower case: `OrderService/PlaceOrder`, `order-service/place_order` and
 * `order.service.place.order` all give the same, so that what is learned of one naming style holds in another.
 */
export function wordsOf(name: string): string[] {
  return (
    name
      .slice(0, MAX_NAME_LENGTH)
      .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
      .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')
      .toLowerCase()
      .match(/\p{L}+|\d+/gu) ?? []
  );
}

/** Longer names tell no more, and a hostile one must not cost time. */
const MAX_NAME_LENGTH = 200;

/** `orders` and `order` are one word where likeness counts. */
export function stem(word: string): string {
  return word.length > 3 && word.endsWith('s') ? word.slice(0, -1) : word;
}
