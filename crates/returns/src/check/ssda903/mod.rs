//! The rules of the looked after return (SSDA903).
