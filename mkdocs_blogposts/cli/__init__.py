"""The command line `blogposts`: looks after the blog of a project, apart from its builds."""
