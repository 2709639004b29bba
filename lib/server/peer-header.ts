/**
 * The socket's address, for what runs inside Next and sees no socket. The Node server sets it on every request that
 * it hands over, whatever the caller sent under this name.
 */
export const peerHeader = "x-gateway-peer";
