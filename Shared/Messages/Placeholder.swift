// The envelope and the catalogue.
