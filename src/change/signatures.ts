import type { Text } from '../base/say.ts';

/** Signatures by the keys that people sign their commits with. */
export interface Signatures {
  /** The key that git is set up to sign with, or why there is none. */
  signingKey(): Promise<SigningKey | NoSigningKey>;
  /**
   * @returns The signature as OpenSSH writes it, armoured.
   * @throws {HumanError} when the key could not be used: it is locked, say, or its agent is not there.
   */
  sign(text: string, namespace: string, signal: AbortSignal): Promise<string>;
  /** @param at When the signer says to have signed; keys may be allowed for a time only. */
  check(signed: SignedText, allowedSigners: string | undefined, at: Date): Promise<SignatureCheck>;
}

export interface SigningKey {
  readonly kind: 'key';
  /** As `SHA256:…`. */
  readonly fingerprint: string;
}

export interface NoSigningKey {
  readonly kind: 'none';
  /** One sentence. */
  readonly reason: Text;
}

export interface SignedText {
  readonly text: string;
  readonly signature: string;
  readonly namespace: string;
}

export type SignatureCheck =
  /** It fits the text. `signer` is who the allowed signers say that the key belongs to; null when they don't know it. */
  | {
      readonly kind: 'good';
      readonly fingerprint: string;
      /** Not there when no allowed signers were given. */ readonly signer?: string | null;
    }
  | { readonly kind: 'bad'; readonly reason: string }
  /** Nothing here could check it. */
  | { readonly kind: 'unchecked'; readonly reason: string };
