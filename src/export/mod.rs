//! A reading as data that others read, one file a format.
