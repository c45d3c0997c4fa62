#!/bin/bash
# Request Tracker of the distribution: peer-request-tracker.sh FOLDER PORT SOCKETS DBPORT DBUSER TICKETS LONG. Makes its database on the
# PostgreSQL that answers there, unless it is there, fills it, and serves it at the port until it is told to end. Installs the packages when they are missing.
set -euo pipefail
folder=$1 port=$2 sockets=$3 dbport=$4 dbuser=$5 tickets=$6 long=$7
here=$(cd "$(dirname "$0")" && pwd)
packages=(request-tracker5 rt5-standalone rt5-db-postgresql)

if ! dpkg -s "${packages[@]}" >/dev/null 2>&1; then
  echo "installing ${packages[*]}"
  # What is installed must not start by itself, nor ask for a database: this script makes its own.
  printf '#!/bin/sh\nexit 101\n' >"$folder/policy" && chmod +x "$folder/policy"
  [ -e /usr/sbin/policy-rc.d ] || ln -s "$folder/policy" /usr/sbin/policy-rc.d
  trap '[ ! -L /usr/sbin/policy-rc.d ] || rm /usr/sbin/policy-rc.d' EXIT
  echo 'request-tracker5 request-tracker5/dbconfig-install boolean false' | debconf-set-selections
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${packages[@]}" >"$folder/install.log" 2>&1
fi

export RT_SITE_CONFIG=$folder/site.pm RT_SITE_CONFIG_DIR=$folder/none PGHOST=$sockets PGPORT=$dbport PGUSER=$dbuser PGDATABASE=postgres
cat >"$RT_SITE_CONFIG" <<PERL
Set(\$rtname, 'bench');
Set(\$Organization, 'bench.example');
Set(\$WebDomain, '127.0.0.1');
Set(\$WebPort, $port);
Set(\$WebPath, '');
Set(\$DatabaseType, 'Pg');
Set(\$DatabaseHost, '$sockets');
Set(\$DatabasePort, $dbport);
Set(\$DatabaseUser, '$dbuser');
Set(\$DatabaseAdmin, '$dbuser');
Set(\$DatabasePassword, '');
Set(\$DatabaseName, 'peer');
Set(\$MailCommand, 'testfile');
Set(\$LogToSyslog, undef);
Set(\$LogToSTDERR, 'error');
Set(%FullTextSearch, Enable => 1, Indexed => 1, Table => 'AttachmentsIndex', Column => 'ContentIndex');
1;
PERL

if ! psql -Atc "select 1 from pg_database where datname = 'peer' and shobj_description(oid, 'pg_database') = '$tickets'" | grep -q 1; then
  echo "making $tickets tickets"
  psql -qc 'drop database if exists peer' -c 'create database peer'
  rt-setup-database-5 --action init --dba "$dbuser" --dba-password '' --skip-create </dev/null >"$folder/make.log" 2>&1
  rt-setup-fulltext-index-5 --noask --dba "$dbuser" --dba-password '' --table AttachmentsIndex --column ContentIndex --index-type GIN </dev/null >>"$folder/make.log" 2>&1
  perl -I/usr/share/request-tracker5/lib -MRT -MMIME::Entity -e '
    RT::LoadConfig(); RT::Init();
    my $message = MIME::Entity->build(Type => "text/plain", Charset => "UTF-8", Data => ["The price shown is not the one that was entered."]);
    my ($made) = RT::Ticket->new(RT::CurrentUser->new("root"))->Create(Queue => "General", Subject => "The price shown is wrong", Status => "resolved", Requestor => "asker\@bench.example", MIMEObj => $message);
    die "no ticket" unless $made;
    my $root = RT::User->new(RT->SystemUser); $root->Load("root"); $root->SetPassword("bench-only");' >>"$folder/make.log" 2>&1
  psql -qd peer -v tickets="$tickets" -v long="$long" -f "$here/request-tracker.sql" >>"$folder/make.log" 2>&1
  rt-fulltext-indexer-5 --all --limit 1000 >>"$folder/make.log" 2>&1
  psql -qd peer -c 'vacuum analyze' -c "comment on database peer is '$tickets'"
fi

/usr/share/request-tracker5/libexec/rt-server --port "$port" --host 127.0.0.1 --workers 4 >"$folder/server.log" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null; wait' TERM INT
for _ in $(seq 150); do
  curl -sfo /dev/null "http://127.0.0.1:$port/" && answered=yes && break
  sleep 0.2
done
[ -n "${answered:-}" ] || { tail -n 5 "$folder"/*.log >&2; kill $server; exit 1; }
echo "ready $server $(dpkg-query -W -f '${Version}' request-tracker5)"
wait
