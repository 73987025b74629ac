"""What gunicorn serves: `wsgi:server`. The store is started by each worker, after its fork."""

from dashboard.app import create_app, create_store
from dashboard.settings import Settings

settings = Settings.from_env()
server = create_app(settings, create_store(settings)).server
