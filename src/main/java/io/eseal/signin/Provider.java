package io.eseal.signin;

/**
 * The OpenID provider, as far as a sign-in deals with it.
 *
 * @param directory its addresses and keys
 * @param calls how it is called
 * @param tokens how its tokens are checked
 */
record Provider(ProviderDirectory directory, ProviderCalls calls, ProviderTokens tokens) {}
