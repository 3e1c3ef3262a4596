// Package form reads what people type into fields, in their own language, and
// says in that language what is wrong with it.
package form
