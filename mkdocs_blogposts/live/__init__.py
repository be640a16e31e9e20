"""The writing loop: sees each save, renders what it changes, and shows what is wrong."""
