"""Views: frozen answers about the library, made for pages and files. Pure functions of what floors
below worked out."""
