// Package wholefile writes files that are whole or not there, and removes what is
// half-written when the program is made to end.
package wholefile
