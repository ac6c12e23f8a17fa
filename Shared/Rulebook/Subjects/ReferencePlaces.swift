package import Reference

/// The reference files are what rules ask of places.
extension ReferenceSet: Places {}
