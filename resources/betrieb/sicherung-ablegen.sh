#!/bin/sh
# Legt einen Ordner von Sicherungen verschlüsselt anderswo ab, und holt ihn zurück. Was verschlüsselt, ist ein Programm,
# das von der Standardeingabe liest und auf die Standardausgabe schreibt.
#
#   sicherung-ablegen.sh ablegen /sicherung /mnt/fern  'age -R /etc/amtsmappe/empfaenger.txt'
#   sicherung-ablegen.sh holen   /mnt/fern /sicherung2 'age -d -i schluessel.txt'
#
# Nur Neues geht hinaus. Dokumente von Gelöschtem verschwinden auch dort; Datenbanken und Schlüssel nimmt nur weg, wer
# sie dort nach seinem Plan löscht: ein geleerter Ordner hier soll nicht die Sicherungen dort kosten.
set -eu
umask 077

usage() { echo "Aufruf: $0 ablegen|holen VON NACH 'PROGRAMM …'" >&2; exit 64; }
[ $# -eq 4 ] || usage
was=$1 von=$2 nach=$3 programm=$4
[ -d "$von" ] || { echo "„$von“ gibt es nicht." >&2; exit 66; }
mkdir -p "$nach"
von=$(cd "$von" && pwd) nach=$(cd "$nach" && pwd)

# wandle QUELLE ZIEL: ganz oder gar nicht, und auf der Platte, bevor es seinen Namen hat
wandle() {
  mkdir -p "$(dirname "$2")"
  if ! sh -c "$programm" < "$1" > "$2.neu" || [ ! -s "$2.neu" ]; then
    rm -f "$2.neu"
    echo "„$1“ ließ sich nicht umwandeln." >&2
    exit 74
  fi
  sync "$2.neu"
  mv "$2.neu" "$2"
}

# Die Verzeichnisse (ZEIT.json) zuletzt: was sie nennen, ist dann da.
dateien() { find . -type f ! -name '*.neu' ! -path './*.json*'; find . -maxdepth 1 -type f -name '*.json*' ! -name '*.neu'; }

case $was in
ablegen)
  ls "$von"/*.json > /dev/null 2>&1 || { echo "In „$von“ ist keine Sicherung." >&2; exit 66; }
  (cd "$von" && dateien) | while IFS= read -r datei; do
    [ -e "$nach/$datei.verschluesselt" ] || wandle "$von/$datei" "$nach/$datei.verschluesselt"
  done
  [ ! -d "$nach/dokumente" ] || (cd "$nach" && find ./dokumente -type f -name '*.verschluesselt') | while IFS= read -r datei; do
    [ -e "$von/${datei%.verschluesselt}" ] || rm "$nach/$datei"
  done
  ;;
holen)
  (cd "$von" && dateien) | while IFS= read -r datei; do
    wandle "$von/$datei" "$nach/${datei%.verschluesselt}"
  done
  ;;
*) usage ;;
esac
