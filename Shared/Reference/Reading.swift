/// Where the reference files are read; see the folder.
enum Reading {}
