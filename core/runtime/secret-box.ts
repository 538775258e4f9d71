/**
 * Port that seals the secrets of sources inside their items: KMS on AWS, a key file on one machine.
 * `context` is bound to the sealed text: opening with another one fails.
 */
export interface SecretBox {
  seal(secret: string, context: string): Promise<string>;
  /** Rejects when the text was not sealed here with this context, or the key service is down. */
  open(sealed: string, context: string): Promise<string>;
}
