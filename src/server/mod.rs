//! The language server: the only module that knows the protocol.
