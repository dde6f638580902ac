# Production image: no build, no development packages, no embedded PostgreSQL. DATABASE_URL is required.
FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No package of this tree has an install script, so none may run.
RUN npm ci --omit=dev --omit=optional --ignore-scripts && npm cache clean --force
# Nothing reads source maps and declarations of types here: 33 MB of 75.
RUN find node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' \) -delete

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 DATA_DIR=/data
# glibc keeps what threads freed for itself: some 40 MB of holes after large documents, that way not.
ENV MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=131072
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json LICENSE NOTICE ./
COPY src ./src
COPY migrations ./migrations
COPY digests ./digests
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8080
# Slim has no curl. The program leaves within 25 s of SIGTERM: give it 30.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 8080) + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Not through npm, so that SIGTERM reaches the program.
CMD ["node", "--max-semi-space-size=8", "--heap-growing-percent=30", "src/main.ts"]
