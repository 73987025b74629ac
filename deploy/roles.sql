-- PostgreSQL: one user who owns the schema, one who loads, one who may only read, and one who writes down what people
-- do: who signs in, what each may, and the log. Run as a superuser in an empty database; set the passwords with
-- \password. Then: pejling migrate as pejling_owner, pejling inbox as pejling_loader, pejling serve as pejling_reader
-- with PEJLING_PEOPLE_URL as pejling_people. What pejling_people may, it is given by each pejling migrate
-- (data_access/database/rights.py); in a database that is in use already, CREATE ROLE and GRANT USAGE are enough before.
CREATE ROLE pejling_owner LOGIN;
CREATE ROLE pejling_loader LOGIN;
CREATE ROLE pejling_reader LOGIN;
CREATE ROLE pejling_people LOGIN;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO pejling_owner;
GRANT USAGE ON SCHEMA public TO pejling_loader, pejling_reader, pejling_people;

-- Whatever the owner makes from now on:
ALTER DEFAULT PRIVILEGES FOR ROLE pejling_owner IN SCHEMA public GRANT SELECT ON TABLES TO pejling_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE pejling_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO pejling_loader;
ALTER DEFAULT PRIVILEGES FOR ROLE pejling_owner IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO pejling_loader;
-- Loads compare keys in temporary tables; the reader needs none.
DO $$ BEGIN EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO pejling_loader', current_database()); END $$;

-- A question that hangs costs a refresh, not the day.
ALTER ROLE pejling_reader SET default_transaction_read_only = on;
ALTER ROLE pejling_reader SET statement_timeout = '30s';
ALTER ROLE pejling_reader CONNECTION LIMIT 40;
ALTER ROLE pejling_people SET statement_timeout = '10s';
ALTER ROLE pejling_people CONNECTION LIMIT 40;
