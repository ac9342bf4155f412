# One image for every role of a cluster; `./headwater image` assembles what is copied here and builds it.
FROM eclipse-temurin:17-jre

# The base for closed networks has tini already.
RUN command -v tini >/dev/null \
    || (apt-get update && apt-get install -y --no-install-recommends tini && rm -rf /var/lib/apt/lists/*)
RUN groupadd --gid 10001 headwater \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin headwater \
    && install -d -o 10001 -g 10001 /var/lib/headwater

# What changes seldom comes first.
COPY lib /opt/headwater/lib
COPY batch /opt/headwater/batch
COPY LICENSE NOTICE headwater /opt/headwater/
COPY lake /opt/headwater/lake
COPY ingest /opt/headwater/ingest
COPY jobs /opt/headwater/jobs

USER 10001:10001
ENV LANG=C.UTF-8
# A role touches this file whenever it was seen to do its work.
HEALTHCHECK --interval=5s --timeout=3s --start-period=120s --retries=4 \
    CMD ["bash", "-c", "f=${HEADWATER_HEALTH_FILE:-/tmp/headwater-healthy}; [ -f $f ] && [ $(( $(date +%s) - $(stat -c %Y $f) )) -lt 30 ]"]
ENTRYPOINT ["tini", "--", "/opt/headwater/headwater"]
# The role is in HEADWATER_ROLE; any other command of Headwater can be given instead.
CMD ["role"]
