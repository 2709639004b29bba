-- CreateTable
CREATE TABLE "IdempotentReply" (
    "organizationId" TEXT NOT NULL,
    "keyId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "reply" TEXT,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "IdempotentReply_pkey" PRIMARY KEY ("organizationId","keyId","name")
);

-- CreateIndex
CREATE INDEX "IdempotentReply_expiresAt_idx" ON "IdempotentReply"("expiresAt");

