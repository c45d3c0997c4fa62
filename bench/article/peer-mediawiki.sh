#!/bin/bash
# MediaWiki of the distribution in a folder of its own: peer-mediawiki.sh FOLDER PORT PORT. Imports FOLDER/pages, serves them at the
# first port without and at the second with its page cache, until it is told to end. Installs the packages when they are missing.
set -euo pipefail
folder=$1 plain=$2 cached=$3
wiki=/usr/share/mediawiki
packages=(mediawiki apache2 php-fpm php-cli php-sqlite3 php-apcu php-intl php-mbstring php-xml)

if ! dpkg -s "${packages[@]}" >/dev/null 2>&1; then
  echo "installing ${packages[*]}"
  # What is installed must not start by itself: this script starts its own.
  printf '#!/bin/sh\nexit 101\n' >"$folder/policy" && chmod +x "$folder/policy"
  [ -e /usr/sbin/policy-rc.d ] || ln -s "$folder/policy" /usr/sbin/policy-rc.d
  trap '[ ! -L /usr/sbin/policy-rc.d ] || rm /usr/sbin/policy-rc.d' EXIT
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${packages[@]}" >"$folder/install.log" 2>&1
fi
fpm=$(ls /usr/sbin/php-fpm* | tail -1)
mkdir -p "$folder"/{data,cache,pagecache,run}

echo "making the wiki"
export MW_CONFIG_FILE="$folder/LocalSettings.php"
php $wiki/maintenance/install.php --confpath "$folder" --dbtype sqlite --dbpath "$folder/data" --dbname wiki --scriptpath '' \
  --server "http://127.0.0.1:$plain" --pass "$(head -c 12 /dev/urandom | base64)" Help Operator >"$folder/make.log" 2>&1
cat >>"$MW_CONFIG_FILE" <<PHP
\$wgServer = 'http://' . ( \$_SERVER['HTTP_HOST'] ?? '127.0.0.1:$plain' );
\$wgArticlePath = '/wiki/\$1';
\$wgMainCacheType = PHP_SAPI === 'cli' ? CACHE_NONE : CACHE_ACCEL;
\$wgParserCacheType = CACHE_DB;
\$wgCacheDirectory = '$folder/cache';
\$wgUseFileCache = getenv( 'PAGE_CACHE' ) === 'kept';
\$wgFileCacheDirectory = '$folder/pagecache';
\$wgJobRunRate = 0;
PHP
# A wiki of the installer knows no skin but those it is told of.
grep -q wfLoadSkin "$MW_CONFIG_FILE" || echo "wfLoadSkin( 'Vector' );" >>"$MW_CONFIG_FILE"
echo "importing $(ls "$folder/pages" | wc -l) articles"
php $wiki/maintenance/importTextFiles.php --overwrite --user Operator "$folder"/pages/*.txt >"$folder/import.log" 2>&1
php $wiki/maintenance/runJobs.php >>"$folder/import.log" 2>&1
chown -R www-data: "$folder/data" "$folder/cache" "$folder/pagecache" "$folder/run"
chmod 755 "$folder"

pool() {
  cat <<POOL
[$1]
user = www-data
group = www-data
listen = $folder/run/$1.sock
listen.owner = www-data
pm = static
pm.max_children = 8
env[MW_CONFIG_FILE] = $MW_CONFIG_FILE
env[PAGE_CACHE] = "$2"
php_admin_value[opcache.memory_consumption] = 192
php_admin_value[opcache.max_accelerated_files] = 10000
POOL
}
{ printf '[global]\nerror_log = %s/fpm.log\ndaemonize = no\n' "$folder"; pool plain none; pool cached kept; } >"$folder/fpm.conf"

host() {
  cat <<HOST
Listen 127.0.0.1:$2
<VirtualHost 127.0.0.1:$2>
  DocumentRoot $wiki
  Alias /wiki $wiki/index.php
  <FilesMatch \.php$>
    SetHandler "proxy:unix:$folder/run/$1.sock|fcgi://$1"
  </FilesMatch>
</VirtualHost>
HOST
}
{
  echo "ServerRoot $folder"
  echo "ServerName 127.0.0.1"
  echo "PidFile $folder/run/apache.pid"
  echo "ErrorLog $folder/apache.log"
  for module in mpm_event authz_core mime dir alias env proxy proxy_fcgi; do echo "LoadModule ${module}_module /usr/lib/apache2/modules/mod_$module.so"; done
  echo "TypesConfig /etc/mime.types"
  echo "User www-data"
  echo "Group www-data"
  # As many answers a connection as are asked for, as at the other server.
  echo "MaxKeepAliveRequests 0"
  echo "KeepAliveTimeout 65"
  echo "<Directory $wiki>"
  echo "  Options FollowSymLinks"
  echo "  Require all granted"
  echo "</Directory>"
  host plain "$plain"
  host cached "$cached"
} >"$folder/apache.conf"

"$fpm" --nodaemonize --fpm-config "$folder/fpm.conf" &
php_pid=$!
apache2 -f "$folder/apache.conf" -DFOREGROUND &
apache_pid=$!
trap 'kill $php_pid $apache_pid 2>/dev/null; wait' TERM INT
for _ in $(seq 100); do
  curl -sfo /dev/null "http://127.0.0.1:$plain/wiki/Main_Page" && answered=yes && break
  sleep 0.2
done
[ -n "${answered:-}" ] || { tail -n 5 "$folder"/*.log >&2; kill $php_pid $apache_pid; exit 1; }
echo "ready $apache_pid $php_pid $(dpkg-query -W -f '${Version}' mediawiki)"
wait
