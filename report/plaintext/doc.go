// Package plaintext writes text and tables for a terminal and other plain places:
// names that come from data have no power over it, and columns stand under their heads.
package plaintext
