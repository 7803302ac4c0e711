# syntax=docker/dockerfile:1
FROM python:3.13-slim AS build
WORKDIR /src
COPY pyproject.toml constraints.txt README.md ./
COPY briefing briefing
COPY templates templates
COPY config config
RUN python -m venv /opt/briefing \
 && /opt/briefing/bin/pip install --no-cache-dir --constraint constraints.txt '.[all]'

FROM python:3.13-slim
RUN useradd --system --create-home --home-dir /var/lib/briefing --uid 10001 briefing
COPY --from=build /opt/briefing /opt/briefing
ENV PATH=/opt/briefing/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    BRIEFING_CONFIG=/etc/briefing/briefing.toml \
    BRIEFING_SERVICE__LISTEN=0.0.0.0:8080 \
    BRIEFING_SERVICE__LOG=json
WORKDIR /var/lib/briefing
USER briefing
VOLUME ["/var/lib/briefing"]
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8080/healthz', timeout=4)"]
ENTRYPOINT ["briefing"]
CMD ["serve"]
