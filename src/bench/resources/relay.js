// The peer of the classroom bench: socket.io passes what a lead says on to the rooms of its session.
const http = require('http');
const { Server } = require('socket.io');
const server = http.createServer();
const io = new Server(server, { perMessageDeflate: false, transports: ['websocket'] });
io.on('connection', (socket) => {
  const { session, seat } = socket.handshake.query;
  socket.join(session);
  socket.on('say', (message) => {
    if (seat === 'lead') io.to(session).emit('state', message);
  });
});
server.listen(0, '127.0.0.1', () => console.log('ready ' + server.address().port));
